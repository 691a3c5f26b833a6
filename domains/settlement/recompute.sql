-- Recomputes the statements of an evidence folder from its receipts, with stock DuckDB and nothing of ours:
--   cd FOLDER && duckdb < recompute.sql
-- It reads leaves.ndjson (one receipt a line) and statements/*.json. Whole numbers only: no figure passes through a float.
-- Every row of the answer is one contract version of one statement; `agrees` is what counts.
-- The rule: a receipt belongs to the month in which it ended (start < to <= end), and only SVOD shares in subscriptions.
-- Contracts and the operator divide the pool by watched milliseconds x basis points; the largest remainders get the units
-- left over, equal ones in the order of [partner, contract, version] as JSON, the operator last. A guarantee is recouped first.

create or replace temp view statement as
select period, currency, pool, partner.id as partner, coalesce(checkpoint.size, 9223372036854775807) as leaves, unnest(agreements) as agreement
from read_json('statements/*.json', columns = {
  period: 'STRUCT(id VARCHAR, "start" TIMESTAMPTZ, "end" TIMESTAMPTZ)',
  currency: 'VARCHAR',
  partner: 'STRUCT(id VARCHAR)',
  checkpoint: 'STRUCT(size BIGINT, root VARCHAR)',
  pool: 'STRUCT(revenueMinor HUGEINT, keptMinor HUGEINT, watchedMs HUGEINT, receipts BIGINT)',
  agreements: 'STRUCT(contract VARCHAR, "version" INTEGER, shareBasisPoints BIGINT, watchedMs HUGEINT, receipts BIGINT,
    earnedMinor HUGEINT, recoupedMinor HUGEINT, payableMinor HUGEINT, lines STRUCT(watchedIn VARCHAR, watchedMs HUGEINT, receipts BIGINT)[],
    guarantee STRUCT(amountMinor HUGEINT, running BOOLEAN, recoupedBeforeMinor HUGEINT, recoupedMinor HUGEINT))[]'
});

create or replace temp view receipt as
select distinct on (id) *
from (select *, row_number() over () as leaf from read_json('leaves.ndjson', format = 'newline_delimited', columns = {
  id: 'VARCHAR', partner: 'VARCHAR', contract: 'VARCHAR', contractVersion: 'INTEGER',
  licenseType: 'VARCHAR', watchedMs: 'BIGINT', "to": 'BIGINT'
}))
where licenseType = 'SVOD'
order by id, leaf;

-- What the receipts say: those before the statement's checkpoint. Receipts that came after their own month was closed count
-- in a later month, in lines that say when they were watched; these lines are taken as they stand.
create or replace temp view watched as
select s.period.id as period, s.currency, s.partner, s.agreement.contract as contract, s.agreement.version as version,
  coalesce((
    select sum(r.watchedMs)::HUGEINT from receipt r
    where r.partner = s.partner and r.contract = s.agreement.contract and r.contractVersion = s.agreement.version
      and r."to" > epoch_ms(s.period.start) and r."to" <= epoch_ms(s.period.end) and r.leaf <= s.leaves
  ), 0) + late.watchedMs as watchedMs,
  (
    select count(*) from receipt r
    where r.partner = s.partner and r.contract = s.agreement.contract and r.contractVersion = s.agreement.version
      and r."to" > epoch_ms(s.period.start) and r."to" <= epoch_ms(s.period.end) and r.leaf <= s.leaves
  ) + late.receipts as receipts
from statement s, lateral (
  select coalesce(sum(l.watchedMs), 0)::HUGEINT as watchedMs, coalesce(sum(l.receipts), 0)::BIGINT as receipts
  from (select unnest(s.agreement.lines) as l) where l.watchedIn <> s.period.id
) late;

create or replace temp view claim as
select w.*, s.pool.revenueMinor as revenue, w.watchedMs * s.agreement.shareBasisPoints as weight,
  sum(w.watchedMs) over month * 10000 as weights, false as operator
from watched w join statement s
  on s.period.id = w.period and s.currency = w.currency and s.partner = w.partner
  and s.agreement.contract = w.contract and s.agreement.version = w.version
window month as (partition by w.period, w.currency);

create or replace temp view everyone as
select period, currency, partner, contract, version, revenue, weight, weights, operator from claim
union all
select period, currency, '', '', 0, any_value(revenue), (any_value(weights) - sum(weight))::HUGEINT, any_value(weights), true
from claim group by period, currency;

create or replace temp view earned as
select *, whole + case when place <= units_left then 1 else 0 end as earned
from (
  select *, (revenue - sum(whole) over (partition by period, currency))::HUGEINT as units_left,
    row_number() over (
      partition by period, currency order by remainder desc,
        case when operator then '~operator' else json_array(partner, contract, version)::VARCHAR end
    ) as place
  from (
    select *, (case when weights = 0 then 0 else (revenue * weight) // weights end)::HUGEINT as whole,
      (case when weights = 0 then 0 else (revenue * weight) % weights end)::HUGEINT as remainder
    from everyone where weights > 0
  )
);

select s.period.id as period, s.partner, s.agreement.contract as contract, s.agreement.version as version, s.currency,
  c.watchedMs as "watchedMs", c.receipts as receipts, coalesce(e.earned, 0) as "earnedMinor",
  s.agreement.earnedMinor - s.agreement.recoupedMinor as "payableMinor",
  c.watchedMs = s.agreement.watchedMs and c.receipts = s.agreement.receipts
    and coalesce(e.earned, 0) = s.agreement.earnedMinor
    and s.agreement.payableMinor = s.agreement.earnedMinor - s.agreement.recoupedMinor
    and s.agreement.recoupedMinor = case
      when s.agreement.guarantee is null or not s.agreement.guarantee.running then 0
      else least(coalesce(e.earned, 0),
        greatest(s.agreement.guarantee.amountMinor - s.agreement.guarantee.recoupedBeforeMinor, 0)) end
    as agrees
from statement s
join watched c on c.period = s.period.id and c.currency = s.currency and c.partner = s.partner
  and c.contract = s.agreement.contract and c.version = s.agreement.version
left join earned e on e.period = c.period and e.currency = c.currency and e.partner = c.partner
  and e.contract = c.contract and e.version = c.version and not e.operator
order by period, currency, partner, contract, version;
