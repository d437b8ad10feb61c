// Runs once, on an empty database: the product's own user, with rights to its own data and no more.
db.getSiblingDB('taskstream').createUser({
  user: 'taskstream',
  pwd: process.env.MONGO_PASSWORD,
  roles: ['readWrite'],
});
