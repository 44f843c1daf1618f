import { Head } from '../components/sheet.tsx';

export default function Statements() {
  return <Head title="Statements" />;
}
