package dev.curfew.diagnosis;

import org.apiguardian.api.API;

/**
 * How one process tree was ended.
 *
 * @param name the name of the process that Curfew started
 * @param pid its pid
 * @param found how many processes of the tree were alive when ending began; zero if the tree had already ended
 * @param killed how many of them were still alive after the grace period and received SIGKILL
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public record EndedTree(String name, long pid, int found, int killed) {}
