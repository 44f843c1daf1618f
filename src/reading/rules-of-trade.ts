/** Between a word for rules and the flow that they are of: "contrôle des exportations", "ban on exports". */
const OF =
  /^ (?:de |du |des |del |da |das |do |dos |d'|der |von |fur |sur |a |sobre |on |over |of |for |)(?:l'|les? |la |las |los |os? |as? |ses |leurs |sus |seus |suas |die |den |its |their |the |all |new |further |rare earth |chinese ){0,2}$/;

/** Words of the vocabulary that name rules or acts. */
export const RULES: ReadonlySet<string> = new Set(['flowGuard', 'act']);

/** Whether a word for rules stands before a flow in such a way that the flow is what they are of. */
export const isRuleOf = (gap: string): boolean => OF.test(gap);
