package org.zoetrope.web;

import java.io.IOException;
import java.util.Optional;
import org.zoetrope.ingest.Answer;
import org.zoetrope.ingest.Chunk;
import org.zoetrope.ingest.NewUpload;
import org.zoetrope.ingest.Refusal;
import org.zoetrope.ingest.Standing;

/**
 * What the doors need of the room that takes bytes in. An upload of another owner is unknown. All
 * methods block.
 */
public interface Intake {
    /** Opens an upload and its video. */
    Answer<Standing> create(NewUpload wanted) throws IOException;

    /** Takes the bytes of one request; with the last one the upload arrives. */
    Answer<Standing> append(Chunk chunk) throws IOException;

    Answer<Standing> standing(String upload, String owner) throws IOException;

    /** Says how long a file is that was announced without its length. */
    Answer<Standing> measure(String upload, String owner, long length) throws IOException;

    /** Ends an upload that has not arrived. Empty when it was done. */
    Optional<Refusal> terminate(String upload, String owner) throws IOException;

    /** Why a file of so many bytes would be refused now. */
    Optional<Refusal> refusal(String owner, long bytes) throws IOException;
}
