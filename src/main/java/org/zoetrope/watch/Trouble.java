package org.zoetrope.watch;

/** Why a folder, or a file in it, does not go on, and what to do about it. */
record Trouble(String cause, String remedy) {}
