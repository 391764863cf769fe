-- The scheduler keeps its own tables here and makes them itself.
create schema quartz;
