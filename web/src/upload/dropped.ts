/** What was dropped: the files that can be read, and the names of what cannot. */
export interface Dropped {
  files: File[];
  unread: string[];
}

/** All files of a drop, also those in folders, in the order of their names. What cannot be read is left out. */
export async function filesOf(transfer: Pick<DataTransfer, 'items' | 'files'>): Promise<Dropped> {
  // Entries must be taken before the first await: the browser empties the list when the event is over.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry != null);
  if (entries.length === 0) return { files: [...transfer.files], unread: [] };
  const { files, unread } = joined(await Promise.all(entries.map(within)));
  return { files: files.filter((file) => !file.name.startsWith('.')), unread };
}

/** A folder that ends in the middle gives what came before, and counts as unread itself. */
async function within(entry: FileSystemEntry): Promise<Dropped> {
  if (entry.isFile) return fileOf(entry as FileSystemFileEntry);
  const { children, whole } = await childrenOf((entry as FileSystemDirectoryEntry).createReader());
  children.sort((a, b) => a.name.localeCompare(b.name));
  return joined([...(await Promise.all(children.map(within))), { files: [], unread: whole ? [] : [entry.name] }]);
}

const fileOf = (entry: FileSystemFileEntry): Promise<Dropped> =>
  new Promise((done) => {
    const isHidden = entry.name.startsWith('.');
    entry.file(
      (file) => done({ files: [file], unread: [] }),
      () => done({ files: [], unread: isHidden ? [] : [entry.name] }),
    );
  });

/** A reader gives at most a hundred at a time, and an empty list at the end. */
async function childrenOf(reader: FileSystemDirectoryReader): Promise<{ children: FileSystemEntry[]; whole: boolean }> {
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[] | null>((done) => reader.readEntries(done, () => done(null)));
    if (!some?.length) return { children, whole: some !== null };
    children.push(...some);
  }
}

const joined = (parts: Dropped[]): Dropped => ({ files: parts.flatMap(({ files }) => files), unread: parts.flatMap(({ unread }) => unread) });
