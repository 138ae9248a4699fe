INSERT INTO person VALUES
  (1000, 'paul', 'a@b.c', '1234', 'boise', 'OR', '2024-03-01 10:00:46.405', 'x'),
  (1001, 'kate', 'a@b.c', '1234', 'portland', 'OR', '2024-03-01 10:00:04.020', 'x');
INSERT INTO auction VALUES
  (1230, 'item0', 'desc', 36, 124, '2024-03-01 10:00:25.819', '2024-03-01 10:01:23.060', 1000, 12, 'y'),
  (1231, 'item1', 'desc', 24, 120, '2024-03-01 10:00:34.798', '2024-03-01 10:00:55.846', 1000, 11, 'y');
INSERT INTO bid VALUES
  (1230, 1002, 1688660, 'Facebook', 'https://www.nexmark.com/a2/b/item.htm?query=1&channel_id=5', '2024-03-01 10:01:20.888', 'zz'),
  (1230, 1002, 1418660, 'Facebook', 'https://www.nexmark.com/a1/b/item.htm?query=1&channel_id=4', '2024-03-01 10:01:00.286', 'aacc'),
  (1230, 1000, 1210340, 'Facebook', 'https://www.nexmark.com/a3/b/item.htm?query=1&channel_id=7', '2024-03-01 10:01:16.295', 'bcb'),
  (1230, 1000, 157, 'Google', 'https://www.nexmark.com/a3/b/item.htm?query=1&channel_id=5', '2024-03-01 10:01:06.547', 'zz');
INSERT INTO side_input VALUES
  (0, 'v0'),
  (2, 'v2'),
  (4, 'v4'),
  (6, 'v6'),
  (8, 'v8'),
  (10, 'v10');
