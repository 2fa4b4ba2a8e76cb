import type { HTMLAttributes } from 'svelte/elements';

/** The elements of media-chrome that the player uses, as templates may write them. */
declare module 'svelte/elements' {
  interface HTMLAttributes<T> {
    /** Stays when the controls go. */
    noautohide?: boolean;
    onenterpictureinpicture?: (event: Event & { currentTarget: T }) => void;
    onleavepictureinpicture?: (event: Event & { currentTarget: T }) => void;
  }
  interface SvelteHTMLElements {
    'media-controller': HTMLAttributes<HTMLElement> & {
      autohide?: string;
      nohotkeys?: boolean;
      noautoseektolive?: boolean;
      onmediapreviewrequest?: (event: CustomEvent<number | null>) => void;
      onuserinactivechange?: (event: CustomEvent<boolean>) => void;
    };
    'media-time-range': HTMLAttributes<HTMLElement>;
    'media-volume-range': HTMLAttributes<HTMLElement>;
  }
}
