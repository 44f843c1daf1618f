import { Head } from '../components/sheet.tsx';

export default function Today() {
  return <Head title="Today" />;
}
