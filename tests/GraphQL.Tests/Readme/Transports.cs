using System.Security.Claims;
using System.Text.Json;
using Analytics.GraphQL.Transport;
using Analytics.GraphQL.Transport.Http;
using Analytics.GraphQL.Transport.WebSockets;
using Microsoft.AspNetCore.Builder;

namespace Analytics.GraphQL.Tests.Readme;

public sealed class TicketOffice(TimeProvider clock)
{
    public DateTimeOffset ClosingTime { get; } = clock.GetUtcNow().AddHours(8);

    public ClaimsPrincipal? Find(string? ticket) => ticket is null || clock.GetUtcNow() > ClosingTime
        ? null
        : new ClaimsPrincipal(new ClaimsIdentity([new Claim("ticket", ticket)], "ticket"));
}

public sealed class TicketInterceptor(TicketOffice office) : ISocketSessionInterceptor
{
    public ValueTask<ConnectionStatus> OnConnectAsync(
        SocketSession session, JsonElement payload, CancellationToken cancellationToken)
    {
        if (payload.ValueKind != JsonValueKind.Object || !payload.TryGetProperty("ticket", out var ticket)
            || office.Find(ticket.GetString()) is not { } reader)
            return ValueTask.FromResult(ConnectionStatus.Reject("No ticket"));
        session.User = reader;
        session.ExpiresAt = office.ClosingTime;
        return ValueTask.FromResult(ConnectionStatus.Accept());
    }
}

internal static class Transports
{
    public static void ConfigureSockets(WebApplicationBuilder builder)
    {
        builder.Services.AddGraphQLServer()
            .AddSocketSessionInterceptor<TicketInterceptor>()
            .ModifyServerOptions(options => options.Sockets.KeepAliveInterval = TimeSpan.FromSeconds(30));
    }

    public static void ConfigureStatus(WebApplicationBuilder builder)
    {
        builder.Services.AddGraphQLServer()
            .ModifyServerOptions(options => options.StatusPolicy = HttpStatusPolicy.Draft2026);
    }
}
