package dev.curfew.command;

import dev.curfew.spawn.SpawnedProcess;
import dev.curfew.warden.ProcessTree;

/**
 * A running command.
 *
 * @param process its process
 * @param tree the process with all its descendants
 */
public record Started(SpawnedProcess process, ProcessTree tree) {}
