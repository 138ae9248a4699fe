-- casts
1::bigint
'5'::int + 1
'1.5'::numeric
1.5::int
2.5::int
-2.5::int
2.5::double precision::int
'abc'::varchar(2)
true::int
1::boolean
0::boolean
'yes'::boolean
true::text
1.50::text
1e10::text
1.0::real::text
'2001-06-15'::date
'2001-06-15 12:34:56'::timestamp
'2001-06-15 12:34:56+02'::timestamptz
'12:34'::time
'2001-06-15'::timestamp::date
'1999-12-31 23:59:59.5'::timestamp::timestamp(0)
'1960-02-29 23:59:59.4445'::timestamp::timestamp(3)
CAST('2000-01-01 00:00:00.5'::timestamptz AS timestamp(0) with time zone)
'a'::int
99999999999::int
CAST('12' AS smallint)
CAST(12.345 AS decimal(4, 1))
cast(null as integer)
'{"a": 1}'::jsonb -> 'a'
'{"a": [1, 2]}'::jsonb -> 'a' ->> 1
'f47ac10b-58cc-4372-a567-0e02b2c3d479'::uuid
'F47AC10B58CC4372A5670E02B2C3D479'::uuid
'\xdeadbeef'::bytea
-- dates, times, intervals
date '1998-12-01' - interval '90' day
date '1998-12-01' - interval '90 day'
date '1994-01-01' + interval '1' year
date '1995-09-01' + interval '1' month
date '2001-01-31' + interval '1 month'
date '2001-01-31' + interval '1 month - 1 day'
'- 1 day + 2 hours - 04:05'::interval
timestamp '2001-01-31 10:00:00' + interval '1 month 2 days 03:04:05'
date '2001-06-15' + 5
date '2001-06-15' - 5
5 + date '2001-06-15'
date '2001-06-15' - date '2001-01-01'
date '2001-06-15' + time '12:00'
timestamp '2001-06-15 12:00' - timestamp '2001-06-14 13:00'
timestamp '2001-06-15 12:00' - '2001-06-14 13:00'
timestamp with time zone '2001-06-15 12:00+00' - timestamp with time zone '2001-06-14 13:00+00'
date '2001-06-15' - timestamp '2001-06-14 13:00'
time '12:00' - time '10:30'
time '23:00' + interval '2 hours'
interval '1 day'
interval '1' day
interval '-1' day
interval '1 day' + interval '2 hours'
interval '1 day' * 2
2 * interval '1 day'
interval '1 day' * 1.5
interval '1 month' * 1.5
interval '1 day' / 2
interval '1 month' / 4
-interval '1 day 2 hours'
'1 day'::interval
'1 year 2 months 3 days 4 hours'::interval
interval '1-2' year to month
interval '1 12:30' day to minute
interval '1 day' = interval '24 hours'
interval '1 month' = interval '30 days'
interval '1 month' > interval '29 days'
interval '1 hour' < '2 hours'
interval '90 minutes'::text
interval '2 hours'::time
extract(year from date '2001-06-15')
extract(month from timestamp '2001-06-15 12:34:56')
extract(epoch from timestamp '2001-06-15 12:34:56.789')
extract(epoch from interval '1 day 2 hours')
extract(hour from interval '26 hours')
extract(day from timestamp '2001-06-15 12:00' - timestamp '2001-01-01 13:00')
extract(dow from date '2001-06-15')
extract(second from time '12:34:56.5')
extract('year' from date '2001-06-15')
date_part('year', date '2001-06-15')
date_part('hour', interval '26 hours')
date_trunc('month', timestamp '2001-06-15 12:34:56')
date_trunc('hour', interval '26 hours 30 minutes')
date_trunc('day', timestamp with time zone '2001-06-15 12:34:56+02')
age(timestamp '2001-06-15', timestamp '2000-01-31')
age(date '2001-06-15', date '2000-01-31')
make_interval(1, 2)
make_interval(0, 0, 0, 1, 2, 3, 4.5)
justify_hours(interval '50 hours')
justify_days(interval '35 days')
timestamp '2001-06-15 12:00' at time zone 'America/New_York'
timestamp with time zone '2001-06-15 12:00+00' at time zone 'America/New_York'
timestamp with time zone '2001-06-15 12:00+00' at time zone 'UTC'
timestamp '2001-06-15 12:00' at time zone 'UTC' at time zone 'Asia/Tokyo'
date_bin(interval '15 minutes', timestamp '2001-06-15 12:34:56', timestamp '2001-01-01')
date_bin('15 minutes', timestamp '2001-06-15 12:34:56', timestamp '2001-01-01')
to_char(timestamp '2001-06-15 12:34:56', 'YYYY-MM-DD HH24:MI:SS')
timestamp '2001-06-15 12:34:56' between '2001-06-15' and '2001-06-16'
-- text
substring('hello' from 2 for 3)
substring('hello' from 2)
substring('hello', 2, 3)
substr('hello', 2)
trim('  x ')
trim(both 'x' from 'xxaxx')
trim(leading from '  x ')
ltrim('xxa', 'x')
position('l' in 'hello')
char_length('hello')
upper('abc') || lower('DEF')
'a' || 1
1 || 'a'
'a' || true
'a' || null
'a' || date '2001-06-15'
'a' || 1.50
concat('a', 1, true, null, date '2001-06-15')
concat_ws(',', 'a', 1, null, 2.5)
'hello' like 'h%'
'hello' not like 'h%'
'a%b' like 'a!%b' escape '!'
'a_b' like 'a#_b' escape '#'
'hello' ilike 'HE%'
'abc' similar to 'a(b|c)*'
'abc' similar to '%(b|d)%'
'abc' not similar to 'b%'
'a.c' similar to 'a.c'
'abc' similar to 'a.c'
'abc' ~ '^a.c$'
'abc' !~ '^b'
'ABC' ~* 'b'
'ABC' !~* 'b'
replace('hello', 'l', 'L')
split_part('a,b,c', ',', 2)
lpad('7', 3, '0')
left('hello', 2)
right('hello', 2)
reverse('abc')
initcap('hello world')
repeat('ab', 3)
md5('abc')
coalesce(null, 'x')
nullif('a', 'a')
nullif(1, 2)
greatest(1, 2.5)
least('a', 'b')
case when true then 1 else 2.5 end
case 1 when 1 then 'a' else 'b' end
1 is distinct from 2
null is not distinct from null
5 between symmetric 10 and 1
5 between 1 and 10
1 in (1, 2, 3)
3 = any(array[1, 2, 3])
4 <> all(array[1, 2, 3])
'a' in ('a', 'b')
-- numbers
7 / 2
-7 / 2
7 % 3
mod(7, 3)
7.0 / 2
1 / 3.0
2 * 3.50
abs(-5)
round(2.5)
round(2.567, 2)
round(-2.5)
trunc(2.567, 1)
ceil(1.2)
ceiling(1.2)
floor(-1.2)
sign(-3.5)
sqrt(2)
sqrt(2.0)
1/0
power(2, 3)
2147483647 + 1
9223372036854775807 + 1
32767::smallint + 1::smallint
'5' + 1
1 + '5'
5 = '5'
5 > '3'
1.5 = '1.50'
exp(0)
exp(1.0)
exp(1::double precision)
ln(10)
ln(10.0)
ln(2::double precision)
log(100)
log(100.0)
log(2, 8)
log(2.0, 8.0)
log10(1000)
power(2, 10)
power(2.0, 3)
power(2, 0.5)
power(2::numeric, -2)
sqrt(16)
sin(0.5)
cos(0)
atan2(1, 2)
degrees(pi())
5 & 3
5 | 3
5 # 3
1 << 4
16 >> 2
gcd(12, 18)
lcm(4, 6)
div(7, 2)
factorial(5)
width_bucket(5.35, 0.024, 10.06, 5)
-- text, more
overlay('Txxxxas' placing 'hom' from 2 for 4)
format('Hello %s, %s', 'World', 10)
format('%I.%I %I %I', 'a b', 'ab', 'select', 'A"b')
quote_ident('a_1')
format('%s %% %L', 'a', 'it''s')
quote_literal('it''s')
regexp_replace('foobar', 'o', '0', 'g')
regexp_replace('foobar', 'o+', '-')
regexp_like('abc', 'b')
regexp_count('abcabc', 'b')
regexp_substr('foobarbaz', 'b..')
regexp_instr('foobar', 'b')
substring('foobar' from 'o.b')
substring('foobar' from 'o(.)b')
substring('foobar', 'o(.)b')
encode('\xdeadbeef'::bytea, 'hex')
decode('deadbeef', 'hex')
encode(sha256('abc'::bytea), 'hex')
translate('12345', '143', 'ax')
to_hex(255)
chr(65) || ascii('A')
strpos('high', 'ig')
starts_with('alphabet', 'alph')
(regexp_match('a=1&channel_id=42&b', '(&|^)channel_id=([^&]*)'))[2]
(regexp_match('channel_id=42', '(&|^)channel_id=([^&]*)'))[2]
(string_to_array('a,b,c', ','))[2]
to_date('2001-06-15', 'YYYY-MM-DD')
to_timestamp('2001-06-15 12:34:56', 'YYYY-MM-DD HH24:MI:SS')
to_timestamp(992608496)
to_date('2020-1-3', 'YYYY-MM-DD')
to_date('2020/01/15 and more', 'YYYY-MM-DD')
to_date('2020-2', 'YYYY-MM-DD')
to_date('202001-3', 'YYYYMM-DD')
to_date('5 May2020', 'FMDD FMMonth YYYY')
to_date('2020 -01- 02', 'YYYY-MM-DD')
to_timestamp('2020-02-03T04:05:06.7', 'YYYY-MM-DD"T"HH24:MI:SS.MS')
to_timestamp('2020-02-03 4:5', 'YYYY-MM-DD HH24:MI:SS')
to_timestamp('2020-02-28 7:8:9.12345', 'YYYY-MM-DD HH24:MI:SS.FF3')
to_timestamp('2020-02-28 7:8:59.9996', 'YYYY-MM-DD HH24:MI:SS.FF3')
! to_date('2020130', 'YYYYMMDD')
! to_date('01-02', 'MM-DD')
'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid IN ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', NULL)
2 = ANY (ARRAY['1', 2])
! 2 = ANY (ARRAY['1', '2'])
! 'x'::text IN (1, 2)
! 'x'::text = ANY (ARRAY[1, 2])
json_typeof('{"a": 1}')
json_typeof('{"a":1}')
json_array_length('[1,{"a":2}]')
abs(NULL)
sqrt('4')
substr('hello', NULL)
'x' LIKE NULL
NULL SIMILAR TO 'x'
mod(NULL, 2)
time '12:30' * 2
'2.5'::jsonb::smallint
'2.5'::jsonb::real
'a\001\\b'::bytea
! '{{1}}'::int[]
jsonb_path_query_array('[1, 5]', '$[*] ? (@ > $x)', '{"x": 2}')
! 'Infinity'::numeric
make_timestamp(2001, 6, 15, 12, 34, 56.5)
-- JSON
'{"a": {"b": [10, 20]}}'::jsonb #> '{a,b}'
'{"a": {"b": [10, 20]}}'::jsonb #>> '{a,b,1}'
json_array_length('[1, 2, 3]'::json)
jsonb_array_length('[1, 2, 3]'::jsonb)
jsonb_typeof('{"a": 1}'::jsonb)
jsonb_extract_path_text('{"a": {"b": "c"}}'::jsonb, 'a', 'b')
('{"a": 5}'::jsonb -> 'a')::int
('{"a": 5}'::jsonb ->> 'a')::int + 1
('{"a": true}'::jsonb -> 'a')::boolean
'{"a": "b"}'::jsonb ->> 'a' = 'b'
-- refused
! now()
! 'a' + 1
! upper(1)
! interval '1 day' + 1
! date '2001-01-01' + date '2001-01-01'
! timestamp '2001-01-01' + timestamp '2001-01-01'
! length(5)
substring('abcd' from '(a|ab)(c|bcd)')
! true + 1
-- arrays
ARRAY[1, 2, 3]
ARRAY[1, 2.5, NULL]
ARRAY['a', 'b c', NULL, 'null', '']
ARRAY[1, '2', NULL]
ARRAY[NULL, 2]
ARRAY['2001-06-15'::date, '2001-06-16']
ARRAY[true, false, NULL]
ARRAY[1::smallint, 2::bigint]
ARRAY[1.50::numeric(10, 2), 2]
ARRAY[1, 2]::bigint[]
ARRAY[1.5, 2.5]::int[]
ARRAY['1', '2']::int[]
ARRAY[1, 2]::text[]
ARRAY[true]::text[]
ARRAY[1.256, 2.5]::numeric(10, 1)[]
ARRAY['abc', 'd']::varchar(2)[]
ARRAY[]::int[]
ARRAY[]::text[]
CAST(ARRAY[] AS bigint[])
CAST(ARRAY[1, 2] AS text)
'{1,2,3}'::int[]
'{1,2,3}'::int[3]
'{1,2,3}'::integer array
'{1,NULL, 3 }'::bigint[]
'{a,"b c",NULL,"NULL", d e , "q\"x\\y"}'::text[]
'{}'::text[]
' { } '::int[]
'{t,f,true}'::boolean[]
'{2001-06-15,"2001-06-16"}'::date[]
'{"2001-06-15 12:30:00"}'::timestamp[]
'{1.256,2}'::numeric(5, 2)[]
'{1,a}'::int[]
'{1,2'::int[]
'1,2'::int[]
'{1,,2}'::int[]
'{"{\"a\": [1]}",null}'::jsonb[]
'{00:30,"1 day"}'::interval[]
!'{{1,2},{3,4}}'::int[]
!'[0:1]={1,2}'::int[]
!ARRAY[ARRAY[1], ARRAY[2]]
!ARRAY[]
!ARRAY[1, 'a'::text]
(ARRAY[1, 2, 3])[2]
(ARRAY[1, 2, 3])[0]
(ARRAY[1, 2, 3])[4]
(ARRAY['a', 'b'])[1]
(ARRAY[1.5, 2])[1]
(ARRAY[1, 2, 3])[2:3]
(ARRAY[1, 2, 3])[:2]
(ARRAY[1, 2, 3])[2:]
(ARRAY[1, 2, 3])[:]
(ARRAY[1, 2, 3])[3:2]
(ARRAY[1, 2, 3])[1 + 1:3]
(ARRAY[1, 2, 3])[-5:1]
('{5,6}'::int[])[1]
(string_to_array('a,b,c', ','))[2]
string_to_array('a,b,c', ',')
string_to_array('a,b,c', ',', 'b')
string_to_array('abc', NULL)
string_to_array('', ',')
string_to_array(NULL, ',')
array_to_string(ARRAY[1, NULL, 3], ',')
array_to_string(ARRAY[1, NULL, 3], ',', '*')
array_to_string(ARRAY[true, false], ' ')
array_to_string(ARRAY[1.50, 2.0], '|')
array_to_string(ARRAY['2001-06-15'::date], ',')
array_to_string('{}'::int[], ',')
ARRAY[1, 2] || 3
0 || ARRAY[1, 2]
ARRAY[1, 2] || ARRAY[3]
ARRAY[1, 2] || '{3,4}'
ARRAY[1, 2] || NULL
ARRAY[1, 2] || NULL::int
ARRAY[1, 2] || 2.5
ARRAY[1, 2] || 3::bigint
ARRAY['a'] || 'b'::text
'a'::text || ARRAY['b']
ARRAY['a', 'b'] || ARRAY['c']
array_append(ARRAY[1, 2], 3)
array_append(NULL, 3)
array_append(ARRAY[1], NULL)
array_append(ARRAY['a'], 'b')
array_prepend(0, ARRAY[1, 2])
array_cat(ARRAY[1], ARRAY[2, 3])
array_cat(NULL, ARRAY[2, 3])
array_remove(ARRAY[1, 2, 1, NULL], 1)
array_remove(ARRAY['a', 'b'], 'b')
array_replace(ARRAY[1, 2, 1], 1, 9)
array_position(ARRAY['a', 'b', 'c'], 'b')
array_position(ARRAY['a', 'b', 'a'], 'a', 2)
array_position(ARRAY[1, 2], 7)
array_positions(ARRAY[1, 2, 1], 1)
array_length(ARRAY[1, 2, 3], 1)
array_length(ARRAY[1, 2, 3], 2)
array_length('{}'::int[], 1)
cardinality(ARRAY[1, 2, 3])
cardinality('{}'::int[])
array_upper(ARRAY[1, 2, 3], 1)
array_lower(ARRAY[1, 2, 3], 1)
array_ndims(ARRAY[1, 2, 3])
array_dims(ARRAY[1, 2, 3])
trim_array(ARRAY[1, 2, 3], 2)
trim_array(ARRAY[1, 2, 3], 4)
array_sort(ARRAY[3, 1, NULL, 2])
array_sort(ARRAY[3, 1, NULL, 2], true)
array_reverse(ARRAY[3, 1, 2])
ARRAY[1, 2, 3] @> ARRAY[2]
ARRAY[1, 2, 3] @> ARRAY[4]
ARRAY[1, 2, 3] @> '{1}'
ARRAY[2] <@ ARRAY[1, 2, 3]
ARRAY[1, 2] && ARRAY[2, 3]
ARRAY['a'] && ARRAY['b', 'a']
ARRAY[1, 2] = ARRAY[1, 2]
ARRAY[1, 2] = '{1,2}'
ARRAY[1, 2] < ARRAY[1, 2, 3]
ARRAY[1, 3] > ARRAY[1, 2, 3]
ARRAY[1, NULL] > ARRAY[1, 2]
ARRAY[1, NULL] = ARRAY[1, NULL]
ARRAY[1.0] = ARRAY[1.00]
ARRAY[1, 2] <> ARRAY[1, 2]
ARRAY[1] IS DISTINCT FROM ARRAY[1]
ARRAY[1, 2] IN (ARRAY[3], ARRAY[1, 2])
2 = ANY (ARRAY[1, 2])
2 = ANY ('{1,2}'::int[])
2 = ANY ('{1,2}')
3 <> ALL ('{1,2}'::int[])
2 > ANY ('{1,5}'::int[])
2 > ALL ('{1,NULL}'::int[])
2 < SOME ('{1,NULL}'::int[])
'a' = ANY (string_to_array('a,b', ','))
'z' = ANY (string_to_array('a,b', ','))
NULL = ANY ('{}'::int[])
1.5 = ANY (ARRAY[1, 2])
coalesce(NULL, ARRAY[1, 2])
CASE WHEN true THEN ARRAY[1] ELSE ARRAY[2] END
CASE WHEN false THEN ARRAY[1] END
CASE WHEN false THEN ARRAY[1] ELSE '{3,4}' END
nullif(ARRAY[1], ARRAY[1])
'x' || ARRAY[1, 2]::text
concat('x', ARRAY[1, 2])
concat(ARRAY['a b', 'c'], '!')
format('%s', ARRAY[1, 2])
upper((ARRAY['a', 'b'])[2])
regexp_split_to_array('a1b22c', '[0-9]+')
regexp_split_to_array('hello world', '\s+')
regexp_split_to_array('abc', '')
regexp_match('foobarbequebaz', '(bar)(beque)')
regexp_match('abc', 'x')
regexp_match('abc', 'b')
greatest(ARRAY[1, 2], ARRAY[1, 3])
(ARRAY[1, 2])[1]::text
(ARRAY['1', '2'])[1]::int + 1
(string_to_array('7,8', ','))[2]::numeric
(ARRAY[1, 2])[2]::text || 'x'
-(ARRAY[1, 2])[2]
1 + (ARRAY[1, 2])[2] * 3
(ARRAY[1, 2, 3])[2:3]::text[]
!(ARRAY[1, 2, 3])[2:3][1]
('{"a": [1, 2]}'::jsonb -> 'a' ->> 1)::int

-- Numbers in pictures, JSON changed
to_char(-125.8, '999D99S')
to_char(1485, '9G999')
to_char(485, 'FMRN')
to_char(12.45, '99V9')
to_char(0.1::float8, 'FM990.00')
to_number('12,454.8-', '99G999D9S')
trunc(sind(30) * 1000)
round(cbrt(27.0))
'{"a":1,"b":2}'::jsonb - 'a'
'[1,2,3]'::jsonb - 1
'{"a":1}'::jsonb || '{"b":2}'
'1'::jsonb = '1.0'::jsonb
'{"a":1}'::jsonb < '{"a":2}'::jsonb
jsonb_set('{"a":1}', '{b,c}', '2', true)

-- Operators, and literals of any type
2 ^ 3
-2 ^ 2
2 ^ 3 ^ 2
2.0 ^ 3 * 2
2::float8 ^ 0.5
|/ 16 + 9
@ -5 + 3
@ (-5.5)
~ 5 & 6
5 ISNULL
NULL NOTNULL
timestamptz '2024-02-29 12:34:56.789+02'
timestamptz '2024-02-29 12:00+00' - timestamptz '2024-01-01 00:00+00'
date '2024-02-29' < timestamptz '2024-03-01 00:00+00'
timestamp without time zone '2024-02-29 12:34:56'
timestamp(2) '2024-02-29 12:34:56.789'
int '42' + 1
numeric '12.50'
double precision '1.5'
text 'a' || 'b'
bool 'yes'
jsonb '{"b": 1, "a": 2}'
'{"a":1}'::jsonb @> '{"a":1}'
'{"a":1}'::jsonb <@ '{"a":1,"b":2}'::jsonb
'["a","b"]'::jsonb ? 'b'
'{"a":1}'::jsonb ?| ARRAY['a','c']
'{"a":1}'::jsonb ?& '{a,c}'
'{"a":1,"b":2}'::jsonb - ARRAY['a','c']
'{"a":{"b":1,"c":2}}'::jsonb #- '{a,b}'
to_jsonb(1.50)
to_jsonb('a "b"'::text)
to_jsonb(timestamp '2024-02-29 12:34:56')
to_jsonb(array[1, NULL])
jsonb_build_object('a', 1, 'b', 'x', 'n', NULL, 2, true, 'at', date '2024-02-29')
jsonb_build_array(1, 'a', NULL, true, 1.5, '[1]'::jsonb)
! jsonb_build_object('a')
jsonb_build_object(NULL, 1)
jsonb_object('{a,1,b,2}')
jsonb_object('{a,b}', '{1,NULL}')
num_nonnulls(1, NULL, 'a')
num_nulls(1, NULL, NULL)

-- to_char of times
to_char(timestamp '2024-02-29 12:34:56.789', 'FMDay, FMDDth FMMonth YYYY')
to_char(timestamp '2024-02-29 12:34:56.789', 'yyyy-mm-dd hh24:mi:ss.ms')
to_char(timestamp '2024-02-29 12:34:56.789', 'YYYY-MM-DD"T"HH24:MI:SS.FF3')
to_char(timestamptz '2024-02-29 12:34:56+00', 'YYYY TZ TZH:TZM OF tz')
to_char(timestamp '2024-02-29 12:34:56', 'BC AD B.C. p.m. RM J CC Y,YYY')
to_char(interval '-15h 2m 12s', 'HH24:MI:SS')
to_char(time '12:34:56', 'HH24:MI')
!to_char(timestamp '2024-02-29', 'TMDay')

-- Comparisons of rows
(1, 2) = (1, 2)
(1, 2) <> (1, NULL::int)
(1, 2) < (1, 3)
(1, 2) < (1, NULL::int)
(1, 2) < (2, NULL::int)
(2, 2) < (1, NULL::int)
(1, 2, 3) <= (1, 2, 3)
(1, 'b') > (1, 'a')
(1, 2) >= (1, 3)
ROW(1, 2) = ROW(1, 2)
ROW(1, 'a') < ROW(1, 'b')
ROW(1, NULL) IS NULL
ROW(NULL, NULL) IS NULL
ROW(1, 2) IS NOT NULL
ROW(1, NULL) IS NOT NULL
(1, 2) IS DISTINCT FROM (1, NULL::int)
(1, NULL::int) IS NOT DISTINCT FROM (1, NULL::int)
(1, 2) BETWEEN (1, 1) AND (2, 2)
-- other forms of functions and operators
1_000.50
1_000.5_0
.5
1.5e3
0xFF + 1
0XfF
0b1_0
trim('xxaxx', 'x')
trim(both 'xxaxx', 'x')
trim(leading 'x' from 'xxaxx')
trim(trailing from ' a ')
trim(trailing 'xxaxx', 'x')
overlay('abcdef', '45', 4)
overlay('abcdef' placing '45' from 4 for 1)
substring('Thomas' for 2)
substring('Thomas' from 2 for 2)
substring('Thomas', 2)
date_trunc('day', timestamptz '2024-02-29 12:34:56.789+02', 'Australia/Sydney')
extract('year' from date '2024-02-29')
'abc' ~~ 'a%' and 'b' !~~ 'a%'
'abc' ~~* 'A%'
'abc' LIKE ANY ('{a%,b%}')
'abc' NOT LIKE SOME (ARRAY['x%', NULL])
'abc' ILIKE ALL (ARRAY['A%', '%c'])
'abc' NOT ILIKE ALL (ARRAY['A%', '%c'])
'abc' LIKE ANY (NULL::text[])
'abc' LIKE 'a' || '%'
NOT 'abc' LIKE 'b%' OR false
'a_c' LIKE 'a\_c' ESCAPE '\'
'a' ~ '[0-9]' = false
('{"a":[1,2]}'::jsonb)['a'][1]
'abc' ^@ 'ab' || 'c'
'{"a":1}' IS NOT JSON OBJECT
NULL::text IS JSON
'[' IS JSON
date_trunc('century', timestamp '2024-02-29 12:34:56.789')
date_trunc('millennium', timestamp '0001-02-28 12:34:56.789')
extract(julian from date '2024-02-29')
extract(julian from timestamp '2024-02-29 12:34:56.789')
extract(timezone_hour from timestamptz '2024-02-29 12:34:56+02')
date_part('decades', timestamp '2024-02-29 12:34:56.789')
timestamptz '2024-02-29 12:34:56+00' at time zone '+05:30'
timestamptz '1914-02-01 12:34:56+00' at time zone 'Europe/Amsterdam'
timestamptz '2024-02-29 12:34:56+00' at time zone 'us/pacific'
timestamptz '2024-02-29 12:34:56+00' at time zone 'PST8PDT'
make_timestamptz(2013, 7, 15, 8, 15, 23.5, 'America/New_York')
make_timestamptz(2013, 7, 15, 8, 15, 23.5, '+02')
justify_interval(interval '1 mon -1 hour')
width_bucket(3, ARRAY[1, 3, 4, 10])
width_bucket(5.35::float8, 0.024, 10.06, 5)
quote_ident('foo bar')
quote_ident('select')
quote_ident('name')
to_bin(10)
to_oct(-1)
!X'1F'
!timestamptz '2024-02-29 12:34:56+00' at time zone 'Middle/Earth'
-- regular expressions
regexp_replace('abc', '(a)(b)', '\2\1')
regexp_replace('foobarbaz', 'b(..)', 'X\1Y', 'g')
regexp_replace('Foo foo', 'f', 'x', 'gi')
regexp_replace('A PostgreSQL function', 'a|e|i|o|u', 'X', 1, 0, 'i')
regexp_replace('foobarbaz', 'b(..)', 'X\1Y', 1, 2)
!regexp_replace('abc', '(a)(b)', '\2\1', 'k')
regexp_like('Hello World', 'world$', 'i')
regexp_instr('ABCDEF', 'c(.)(..)', 1, 1, 0, 'i', 2)
regexp_substr('ABCDEF', 'c(.)(..)', 1, 1, 'i', 2)
regexp_match('foobarbequebaz', '(bar)(beque)')
regexp_match('abc', 'B', 'i')
regexp_match('xyyzz', '(\w)\1')
(regexp_match('a=1;b=2', '(\w)=(\d)', 'i'))[2]
regexp_split_to_array('the Quick bROwn', 'q|b', 'i')
regexp_count('123123123123123', '(12)3', 4)
substring('XY1234Z', 'Y*([0-9]{1,3})')
substring('XY1234Z', 'Y*?([0-9]{1,3})')
'foobar' ~ '(?i)FOO' AND 'abc' ~ 'a(?=b)' AND 'aab' ~ '(.)\1'
'abc def' ~ '\mdef\M'
!regexp_match('abc', '(')
!regexp_match('abc', '(^a)\1')
-- dates and times as people write them
date 'January 8, 1999'
'8-Jan-1999'::date
date '1/8/1999'
date '19990108'
date 'J2451187'
date '1999.008'
date 'January 8, 99 BC'
timestamp '1999-01-08 04:05 PM America/New_York'
timestamptz 'Jan 8 04:05:06 1999 PST'
timestamptz '1999-01-08 040506-0730'
timestamptz 'Friday 8 Jan 1999 allballs'
timestamp 'epoch'
time '04:05 PM'
time '040506.789'
time 'T04:05:06-08'
!date '13/13/1999'
!timestamp '1999-01-08 25:00'
'{"a": 1, "b": [1.50, null]}'::json::text
timestamp '2024-02-29 12:00' + time '13:30'
time '13:30' + timestamptz '2024-02-29 12:00+00'
timestamptz '2024-02-29 12:00+00' - time '13:30'
date '2024-03-01' - time '00:00:01'
timestamptz '2024-02-29 12:00+00' - timestamp '2024-02-01'
date '2024-02-29' - timestamptz '2024-02-01 01:00+00'
time '13:30'::interval
interval '3 days -01:30'::time
coalesce(timestamp '2024-01-01', timestamptz '2024-01-02 00:00+00')
CASE WHEN false THEN date '2024-01-01' ELSE timestamptz '2024-01-02 00:00+00' END
'\x01'::bytea || '\x02'
!ARRAY[1] = ARRAY[1.5]
!ARRAY[1] @> ARRAY[1::bigint]
!5 BETWEEN 1 AND '7'::text
!pg_typeof('a'::text)
'ab'::char(4) = 'ab  '::text
'ab'::char(4) = 'ab  '
'ab  '::varchar(6) = 'ab'::char(4)
'ab'::char(4)::bytea
nullif('ab'::char(4), 'ab  '::text) IS NULL
