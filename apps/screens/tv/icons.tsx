/** Line icons on a 24-unit grid, drawn in the colour of the text around them. */

const PATHS = {
  home: 'M3 11 12 4l9 7v9h-6v-6H9v6H3z',
  language: 'M4 6h9M8.5 4v2M11 6c-.6 4-3 7-7 9M6 9c1.2 2.6 3.400 4.6 6 5.6M12.5 20l4-10 4 10M14 17h5',
  device: 'M3 5h18v12H3zM8 21h8',
  search: 'M10.500 4a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM15.200 15.200 20.500 20.500',
  erase: 'M8.500 5H21v14H8.500L2.500 12zM11.500 9l6 6M17.500 9l-6 6',
  play: 'M8 5.5v13l11-6.5z',
  back: 'M15 5l-7 7 7 7',
  pause: 'M8 5v14M16 5v14',
  stop: 'M6.500 6.500h11v11h-11z',
} as const;

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The house's mark: one lamp in a dark room. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 48 48" aria-hidden="true">
      <rect x="4" y="10" width="40" height="26" rx="5" class="mark-frame" />
      <circle cx="24" cy="23" r="7" class="mark-lamp" />
      <path d="M16 43h16" class="mark-frame" />
    </svg>
  );
}
