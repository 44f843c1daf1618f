/** Lines of accounts that are percentages. */
export const isPercentMetric = (metric: string): boolean =>
  metric.endsWith('_margin') || metric.endsWith('_rate') || metric.endsWith('_ratio');
