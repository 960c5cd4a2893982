/** Every table. drizzle-kit compares them with the migrations in drizzle/. */
