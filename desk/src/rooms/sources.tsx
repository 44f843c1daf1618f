import { Head } from '../components/sheet.tsx';

export default function Sources() {
  return <Head title="Sources" />;
}
