package dev.curfew.junit.episode;

import dev.curfew.junit.ExtensionRules;

/** Looks at the other module of the extension, too. */
class ArchitectureTests extends ExtensionRules {}
