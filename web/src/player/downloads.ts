import type { VideoDetails, VideoFile } from '../api';

export interface Download {
  file: VideoFile;
  /** `original`, `sound`, or what the rung is called. */
  name: string;
  /** About so many bytes: a quality is sent together with the sound. */
  size: number;
}

/** What may be kept, the original first, then what was made, highest first. Nothing where the owner does not allow it. */
export function downloadsOf(video: VideoDetails): Download[] {
  if (!video.downloadEnabled) return [];
  const made = video.streamingPlaylists.flatMap((playlist) => playlist.files);
  const sound = made.find((file) => !file.hasVideo)?.size ?? 0;
  const isMade = (file: VideoFile) => made.some((one) => one.fileUrl === file.fileUrl);
  return [
    ...video.files.filter((file) => !isMade(file)).map((file) => ({ file, name: 'original', size: file.size })),
    ...made.map((file) => (file.hasVideo
      ? { file, name: `${file.resolution.id}p`, size: file.size + sound }
      : { file, name: 'sound', size: file.size })),
  ];
}
