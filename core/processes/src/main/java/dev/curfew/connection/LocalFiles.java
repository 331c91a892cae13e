package dev.curfew.connection;

import dev.curfew.warden.ScopeFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Files on this machine.
 *
 * @param folder the folder of their scope
 */
record LocalFiles(ScopeFolder folder) implements PrivateFiles {

    @Override
    public String makeFolder(String name) throws IOException {
        Path made = path(name);
        Files.createDirectory(made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return made.toString();
    }

    @Override
    public String write(String name, String content) throws IOException {
        Path file = path(name);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, content).toString();
    }

    private Path path(String name) throws IOException {
        try {
            return folder.get().resolve(name);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
