declare module 'virtual:tokens.css';
declare module 'highs/runtime?url' {
  const address: string;
  export default address;
}
