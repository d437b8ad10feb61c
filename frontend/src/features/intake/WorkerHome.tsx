export default function WorkerHome() {
  return null;
}
