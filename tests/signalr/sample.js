const connection = new signalR.HubConnectionBuilder()
  .withUrl("http://localhost:5002/hubs/wallet", {
    accessTokenFactory: () => accessToken
  }).build();

connection.on("BalanceUpdated", (data) => {
  console.log(`${data.type}: ${data.amount} ${data.currency}`);
  console.log(`New balance: ${data.newBalance}`);
});

await connection.start();
