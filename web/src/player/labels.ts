import { addTranslation, setLanguage } from 'media-chrome/utils/i18n';
import { t } from '../words';

/** Gives media-chrome our words, so that its sliders speak the language of the page. */
export function nameControls(): void {
  const ours: Record<string, string> = {
    seek: t.player.seek,
    volume: t.player.volume,
    'video player': t.player.video(''),
    '{currentTime} of {totalTime}': t.player.timePhrase,
  };
  addTranslation('zoetrope', ours as unknown as Parameters<typeof addTranslation>[1]);
  setLanguage('zoetrope');
}
