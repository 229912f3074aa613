export const EmptyNote = ({ text }: { readonly text: string }) => <p className="empty-note">{text}</p>;
