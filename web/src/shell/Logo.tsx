/** The mark of the product: bars under the line of what was sold. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#0f5c6e" />
      <path d="M8 23V17M14 23V13M20 23V9" stroke="#fff" strokeWidth="3.4" strokeLinecap="round" />
      <path d="M6 8h20" stroke="#8fd6c8" strokeWidth="2" strokeDasharray="3 3" />
    </svg>
  );
}
