/** Files that were dropped or chosen before the upload page was there to take them. They wait here, also for a login. */
class WaitingFiles {
  files = $state.raw<File[]>([]);

  put(files: Iterable<File>): void {
    this.files = [...this.files, ...files];
  }

  take(): File[] {
    const taken = this.files;
    this.files = [];
    return taken;
  }
}

export const waiting = new WaitingFiles();
