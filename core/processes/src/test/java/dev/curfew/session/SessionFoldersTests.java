package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** In the temp folder of this JVM, which the sessions of other tests share. */
class SessionFoldersTests {

    /** Without the journal a sweep would have only a pid, which is that of another process in another PID namespace. */
    @Test
    void isFoundOnlyWhenItsJournalIsThere() throws IOException {
        Path draft = SessionFolders.draft(UserFolder.inTemp());
        assertThat(SessionFolders.all()).noneMatch(path -> isOf(draft, path));
        assertThat(SessionFolders.abandonedDrafts()).doesNotContain(draft);

        Files.writeString(draft.resolve("journal"), "whole");
        Path published = SessionFolders.publish(draft);

        assertThat(SessionFolders.all()).contains(published);
        assertThat(published.resolve("journal")).hasContent("whole");
        assertThat(draft).doesNotExist();
        assertThat(FolderPruner.prune(published)).isEmpty();
    }

    private static boolean isOf(Path draft, Path folder) {
        return draft.getFileName().toString().endsWith(folder.getFileName().toString());
    }
}
