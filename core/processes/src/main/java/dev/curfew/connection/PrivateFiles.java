package dev.curfew.connection;

import java.io.IOException;

/** Files that only this user can access, which are deleted at the end of a scope. */
interface PrivateFiles {

    /** {@return the path of a new folder} */
    String makeFolder(String name) throws IOException;

    /** {@return the path of a new file with a content} */
    String write(String name, String content) throws IOException;
}
