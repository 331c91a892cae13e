package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFolderTests {

    @TempDir
    private Path temp;

    private int user;
    private Path first;

    @BeforeEach
    void knowTheName() throws IOException {
        user = UserId.own();
        first = temp.resolve("curfew-" + user);
    }

    @Test
    void isNamedForTheNumberOfTheUser() throws IOException {
        assertThat(UserId.ofOwner(temp)).isEqualTo(user);
        assertThat(UserFolder.in(temp).path()).isEqualTo(first);
        assertThat(UserFolder.in(temp).path()).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
                .isEqualTo("rwx------");
    }

    @Test
    void isAnotherOneIfTheNameLeadsElsewhere(@TempDir Path elsewhere) throws IOException {
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(first, elsewhere);

        assertTakesAnotherOne();
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void isAnotherOneIfOthersMayEnterIt() throws IOException {
        Files.createDirectory(first);
        Files.setPosixFilePermissions(first, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertTakesAnotherOne();
    }

    @Test
    void isAnotherOneIfTheNameIsThatOfAFile() throws IOException {
        Files.createFile(first);

        assertTakesAnotherOne();
    }

    @Test
    void isNeverThatOfAnotherUser() throws IOException {
        UserFolder.in(temp);

        assertThat(UserFolder.allIn(temp, user + 1)).isEmpty();
        assertThat(UserFolder.allIn(temp, user)).hasSize(1);
    }

    @Test
    void nothingIsCreatedByALook() throws IOException {
        assertThat(UserFolder.allIn(temp, user)).isEmpty();
        assertThat(UserFolder.allIn(temp.resolve("missing"), user)).isEmpty();
        assertThat(temp).isEmptyDirectory();
    }

    /** Later JVMs of the same user find it, also after the first name is free again. */
    private void assertTakesAnotherOne() throws IOException {
        Path other = UserFolder.in(temp).path();
        assertThat(other.getFileName().toString()).matches("curfew-" + user + "\\.[0-9]+");
        assertThat(UserFolder.in(temp).path()).isEqualTo(other);

        Files.delete(first);

        assertThat(UserFolder.in(temp).path()).isEqualTo(first);
        assertThat(UserFolder.allIn(temp, user).stream().map(UserFolder::path)).containsExactly(first, other);
    }
}
