import type { VideoDetails, VideoFile } from '../api';

export interface Download {
  file: VideoFile;
  /** `original`, `sound`, or what the rung is called. */
  name: string;
  /** A rung holds the picture alone; its sound is a file of its own. */
  silent: boolean;
}

/** What may be kept, the original first, then what was made, highest first. Nothing where the owner does not allow it. */
export function downloadsOf(video: VideoDetails): Download[] {
  if (!video.downloadEnabled) return [];
  const made = video.streamingPlaylists.flatMap((playlist) => playlist.files);
  const sound = made.some((file) => file.hasAudio);
  const isMade = (file: VideoFile) => made.some((one) => one.fileUrl === file.fileUrl);
  return [
    ...video.files.filter((file) => !isMade(file)).map((file) => ({ file, name: 'original', silent: false })),
    ...made.map((file) => ({ file, name: file.hasVideo ? `${file.resolution.id}p` : 'sound', silent: file.hasVideo && sound })),
  ];
}
