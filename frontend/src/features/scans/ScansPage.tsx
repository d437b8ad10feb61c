export default function ScansPage() {
  return null;
}
