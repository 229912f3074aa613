-- What modules and figures read. Views run with the reader's rights, so that row-level security holds in them too.

create view award_in_force with (security_invoker = true) as
  select a.id, a.award_no, a.programme, a.subject_kind, a.subject_id, a.division_no, a.payee_person_id,
         f.valid_from, f.valid_to
    from award a
    join fact f on f.subject_id = a.id and f.kind = 'award.status' and f.code = 'active'
               and f.recorded_until = 'infinity';
comment on view award_in_force is 'Awards with the periods in which they are in force, as known now';

create view household_membership with (security_invoker = true) as
  select f.subject_id as person_id, f.ref as household_id, f.code as member_class, f.division_no,
         f.valid_from, f.valid_to
    from fact f
   where f.kind = 'household.member' and f.recorded_until = 'infinity';
comment on view household_membership is 'Who belongs to which household when, as known now';

create view paid_line with (security_invoker = true) as
  select l.run_id, l.seq, l.award_id, l.division_no, l.person_id, l.for_month, l.component, l.kind, l.amount_fen,
         r.programme, r.pay_month, r.run_no, i.payee_person_id, i.settled_on
    from payment_line l
    join payment_run r on r.id = l.run_id
    join payment_item i on i.run_id = l.run_id and i.item_seq = l.item_seq and i.state = 'paid';
comment on view paid_line is 'Lines whose money has arrived at the payee';

grant select on award_in_force, household_membership, paid_line to huimin_app;
