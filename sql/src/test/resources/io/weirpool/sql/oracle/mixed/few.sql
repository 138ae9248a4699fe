INSERT INTO bid VALUES
  (4, 7, '10.00', NULL, 'i2', NULL),
  (6, NULL, '10.00', 5, 'AB', '2024-01-01 00:02:12.000000'),
  (4, 3, '2.50', 5, 'a', '2024-01-02 02:26:35.000000');
INSERT INTO ask VALUES
  (3, 5, NULL, 4, NULL, '2024-01-01 03:04:01.123456', '0.5'),
  (1, 6, '10.0000', 4, 'zz', '2024-01-01 02:00:26.000000', '1');
INSERT INTO person VALUES
  (1, 'ann', NULL, NULL, '1981-08-11', 1),
  (2, 'dee', 'rome', NULL, '1982-01-11', 2);
INSERT INTO item VALUES
  ('i1', NULL, 'toy', NULL);
