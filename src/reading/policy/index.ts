export { readPolicy } from './read-policy.ts';
