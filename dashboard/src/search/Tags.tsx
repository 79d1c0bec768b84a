import { Badge } from '../ui/Page';

export function Tags({ tags = [] }: { tags?: string[] | undefined }) {
  return (
    tags.length > 0 && (
      <p>
        {tags.map((tag) => (
          <Badge key={tag}>{tag}</Badge>
        ))}
      </p>
    )
  );
}
