import { Head } from '../components/sheet.tsx';

export default function Law() {
  return <Head title="Law" />;
}
