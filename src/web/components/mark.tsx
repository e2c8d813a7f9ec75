/** The mark: an ear of wheat drawn in one line weight. */
export const Mark = ({ size = 26 }: { size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d="M12 22v-9M12 5.5c-1.3-1-1.3-2.6 0-4 1.3 1.4 1.3 3 0 4ZM12 10.5c-.4-2.2-1.9-3.2-4.2-3.2.2 2.3 1.7 3.5 4.2 3.2ZM12 10.5c.4-2.2 1.9-3.2 4.2-3.2-.2 2.3-1.7 3.5-4.2 3.2ZM12 15.5c-.4-2.2-1.9-3.2-4.2-3.2.2 2.3 1.7 3.5 4.2 3.2ZM12 15.5c.4-2.2 1.9-3.2 4.2-3.2-.2 2.3-1.7 3.5-4.2 3.2Z" />
  </svg>
);
