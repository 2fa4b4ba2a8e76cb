package org.zoetrope.watch;

/** A file as it was just seen. */
record Sight(Place place, Stamp stamp) {}
