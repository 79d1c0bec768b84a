export function Mark() {
  return <img src="/console/icon.svg" alt="" width="36" height="36" className="mark" />;
}
