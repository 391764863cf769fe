using Analytics.Api.Collection;
using Analytics.Api.Exports;
using Analytics.Api.Hosting;
using Analytics.Api.Imports;
using Analytics.Api.Tenancy;
using Analytics.Api.Webhooks;
using Analytics.GraphQL.Transport;

// Settings lie beside the program, data below the folder in which it is started.
var builder = WebApplication.CreateBuilder(
    new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddAddress();
builder.AddObservability();
try
{
    await using var storage = await Storage.OpenAsync(builder.Configuration, CancellationToken.None);
    builder.AddAccess();                                   // who calls
    builder.AddTenancy();                                  // for which tenant
    builder.AddDemo(storage);
    builder.Services.AddDomain().AddEngine().AddInfrastructure(storage);
    builder.Services.AddCollection().AddImports().AddHealth();
    builder.AddGraphQL();

    await using var app = builder.Build();
    if (args is [CreateTenantCommand.Name, var identifier, ..])
        return await app.Services.GetRequiredService<CreateTenantCommand>().ExecuteAsync(identifier, default);
    app.UseShutdown();
    app.UseOutageAnswers();
    app.UseCors();
    app.UseAuthentication();
    app.UseTenancy();
    app.UseAuthorization();
    app.MapGraphQL();
    app.MapGraphQLPersistedOperations();
    app.MapGraphQLSchema();
    app.MapCollection();
    app.MapOpenApi();
    app.MapTracker();
    app.MapImports();
    app.MapWebhooks();
    app.MapExports();
    app.MapHealth();
    await app.StartAsync();
    await app.LoadDemoAsync();
    app.SayReady();
    await app.WaitForShutdownAsync(storage);
    return 0;
}
catch (Exception fault) when (StartFault.MessageOf(fault) is { } message)
{
    await Console.Error.WriteLineAsync(message);
    return 1;
}
