import { Head } from '../components/sheet.tsx';

export default function Prices() {
  return <Head title="Prices" />;
}
