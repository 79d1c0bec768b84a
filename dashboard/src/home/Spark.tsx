/** A row of bars; the numbers themselves are for whoever does not see it. */
export function Spark({ counts, label }: { counts: number[]; label: string }) {
  const most = Math.max(1, ...counts);
  return (
    <svg className="spark" viewBox={`0 0 ${counts.length * 4} 32`} preserveAspectRatio="none" role="img" aria-label={`${label}: ${counts.join(', ')}`}>
      {counts.map((count, index) => {
        const height = count === 0 ? 1 : Math.max(2, (count / most) * 32);
        return <rect key={index} x={index * 4} y={32 - height} width="3" height={height} rx="0.5" data-empty={count === 0 || undefined} />;
      })}
    </svg>
  );
}
