import { Head } from '../components/sheet.tsx';

export default function Trade() {
  return <Head title="Trade" />;
}
