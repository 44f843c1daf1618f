import { Head } from '../components/sheet.tsx';

export default function Check() {
  return <Head title="Check" />;
}
