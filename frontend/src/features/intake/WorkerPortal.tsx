export default function WorkerPortal() {
  return null;
}
