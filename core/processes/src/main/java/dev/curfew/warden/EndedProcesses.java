package dev.curfew.warden;

import dev.curfew.process.ProcessIdentity;
import java.util.Map;

/**
 * The result of ending a set of processes.
 *
 * @param ended the processes that have ended, with their command lines
 * @param survivors the processes that have not; if empty, it is proven that none is left
 */
public record EndedProcesses(Map<ProcessIdentity, String> ended, Map<ProcessIdentity, String> survivors) {}
