using System.Reflection;
using Analytics.GraphQL.DataLoader;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Execution.Idempotency;
using Analytics.GraphQL.Execution.Cost;
using Analytics.GraphQL.Execution.Diagnostics;
using Analytics.GraphQL.Execution.Middleware;
using Analytics.GraphQL.Execution.PersistedOperations;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Building;
using Analytics.GraphQL.Transport.Http;
using Analytics.GraphQL.Transport.WebSockets;
using Analytics.GraphQL.Types.Mutations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Analytics.GraphQL.Transport;

/// <summary>Puts a GraphQL server together.</summary>
public sealed class RequestExecutorBuilder
{
    private readonly List<Action<SchemaBuilder>> _schema = [];

    internal RequestExecutorBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    internal RequestOptions RequestOptions { get; } = new();

    internal GraphQLServerOptions ServerOptions { get; } = new();

    /// <summary>Adds all annotated types and data loaders of assemblies.</summary>
    public RequestExecutorBuilder AddTypes(params Assembly[] assemblies)
    {
        foreach (var assembly in assemblies)
        {
            _schema.Add(schema => schema.AddAssembly(assembly));
            foreach (var loader in assembly.GetTypes().Where(type =>
                type is { IsClass: true, IsAbstract: false } && typeof(IDataLoader).IsAssignableFrom(type)))
                AddDataLoader(loader);
        }
        return this;
    }

    /// <summary>Adds annotated types.</summary>
    public RequestExecutorBuilder AddTypes(params Type[] types)
    {
        foreach (var type in types)
            _schema.Add(schema => schema.AddType(type));
        return this;
    }

    /// <summary>Adds a scalar for the .NET type that it is about.</summary>
    public RequestExecutorBuilder AddScalar<T>() where T : ScalarType, new()
    {
        _schema.Add(schema => schema.AddScalar(new T()));
        return this;
    }

    /// <summary>Adds a directive: a class with <see cref="Types.Annotations.DirectiveTypeAttribute"/>.</summary>
    public RequestExecutorBuilder AddDirectiveType<T>() => AddTypes(typeof(T));

    /// <summary>Applies a directive to the schema itself.</summary>
    /// <param name="directive">An instance of a class with <see cref="Types.Annotations.DirectiveTypeAttribute"/>.</param>
    public RequestExecutorBuilder ApplyDirective(object directive)
    {
        _schema.Add(schema => schema.ApplyDirective(directive));
        return this;
    }

    /// <summary>
    /// Gives mutations one <c>input</c> argument and a payload with the result and the expected errors, see
    /// <see cref="Types.Annotations.ErrorAttribute"/>.
    /// </summary>
    /// <param name="applyToAllMutations">Whether also those that do not ask for it.</param>
    public RequestExecutorBuilder AddMutationConventions(bool applyToAllMutations = true) =>
        AddMutationConventions(new MutationConventionOptions { ApplyToAllMutations = applyToAllMutations });

    /// <summary>The same with names of one's own.</summary>
    public RequestExecutorBuilder AddMutationConventions(MutationConventionOptions options)
    {
        _schema.Add(schema => schema.AddMutationConventions(options));
        return this;
    }

    /// <summary>
    /// Remembers in memory what mutations with <see cref="Types.Annotations.IdempotentAttribute"/> answered.
    /// </summary>
    public RequestExecutorBuilder AddIdempotency(Action<IdempotencyOptions>? configure = null)
    {
        Services.TryAddSingleton(TimeProvider.System);
        return AddIdempotency<InMemoryIdempotencyStore>(configure);
    }

    /// <summary>The same with a store of the host's own.</summary>
    /// <param name="configure">Changes the options; null for the defaults.</param>
    /// <param name="lifetime">Scoped for a store that needs to know the request's services.</param>
    public RequestExecutorBuilder AddIdempotency<TStore>(
        Action<IdempotencyOptions>? configure = null, ServiceLifetime lifetime = ServiceLifetime.Singleton)
        where TStore : class, IIdempotencyStore
    {
        var options = new IdempotencyOptions();
        configure?.Invoke(options);
        Services.AddSingleton(options);
        Services.Add(new ServiceDescriptor(typeof(IIdempotencyStore), typeof(TStore), lifetime));
        return AddHttpRequestInterceptor<IdempotencyKeyInterceptor>();
    }

    /// <summary>
    /// Adds a middleware around fields, outside of the fields' own. A field with middleware waits, so name those that
    /// need it.
    /// </summary>
    /// <param name="middleware">Called once a field.</param>
    /// <param name="applies">Which fields; null for all but those of introspection.</param>
    public RequestExecutorBuilder UseField(FieldMiddleware middleware, Func<OutputField, bool>? applies = null)
    {
        _schema.Add(schema => schema.UseField(middleware, applies ?? (_ => true)));
        return this;
    }

    /// <summary>Sets the schema's own description.</summary>
    public RequestExecutorBuilder SetDescription(string description)
    {
        _schema.Add(schema => schema.SetDescription(description));
        return this;
    }

    /// <summary>Adds a data loader, one instance a request.</summary>
    public RequestExecutorBuilder AddDataLoader<T>() where T : class, IDataLoader => AddDataLoader(typeof(T));

    /// <summary>Adds an error filter; filters run in the order in which they were added.</summary>
    public RequestExecutorBuilder AddErrorFilter<T>() where T : class, IErrorFilter
    {
        Services.AddSingleton<IErrorFilter, T>();
        return this;
    }

    /// <summary>Adds an interceptor, one instance a request; interceptors run in the order in which they were added.</summary>
    public RequestExecutorBuilder AddHttpRequestInterceptor<T>() where T : class, IHttpRequestInterceptor
    {
        Services.AddScoped<IHttpRequestInterceptor, T>();
        return this;
    }

    /// <summary>Adds an interceptor, one instance a socket; interceptors run in the order in which they were added.</summary>
    public RequestExecutorBuilder AddSocketSessionInterceptor<T>() where T : class, ISocketSessionInterceptor
    {
        Services.AddScoped<ISocketSessionInterceptor, T>();
        return this;
    }

    /// <summary>Changes what the schema offers beyond its types, such as <c>@defer</c>.</summary>
    public RequestExecutorBuilder ModifyOptions(Action<SchemaOptions> modify)
    {
        _schema.Add(schema => schema.ModifyOptions(modify));
        return this;
    }

    /// <summary>Changes the limits of requests.</summary>
    public RequestExecutorBuilder ModifyRequestOptions(Action<RequestOptions> modify)
    {
        modify(RequestOptions);
        return this;
    }

    /// <summary>Changes the budgets and defaults of cost analysis.</summary>
    public RequestExecutorBuilder ModifyCostOptions(Action<CostOptions> modify)
    {
        modify(RequestOptions.Cost);
        return this;
    }

    /// <summary>Changes how the HTTP endpoints behave.</summary>
    public RequestExecutorBuilder ModifyServerOptions(Action<GraphQLServerOptions> modify)
    {
        modify(ServerOptions);
        return this;
    }

    /// <summary>Adds a listener, one instance for all requests.</summary>
    public RequestExecutorBuilder AddDiagnosticEventListener<T>() where T : class, IExecutionDiagnosticEvents
    {
        Services.AddSingleton<IExecutionDiagnosticEvents, T>();
        return this;
    }

    /// <summary>Lets requests name trusted documents, of the storages that are added, by their ids.</summary>
    public RequestExecutorBuilder UsePersistedOperationPipeline()
    {
        RequestOptions.PersistedOperations.AllowDocumentIds = true;
        return this;
    }

    /// <summary>Lets callers have documents remembered and name them by hash from then on (automatic persisted queries).</summary>
    public RequestExecutorBuilder UseAutomaticPersistedOperationPipeline()
    {
        RequestOptions.PersistedOperations.RememberDocuments = true;
        return this;
    }

    /// <summary>Trusts the <c>.graphql</c> files below a directory, which is read when the host starts.</summary>
    public RequestExecutorBuilder AddFileSystemOperationDocumentStorage(string directory)
    {
        Services.AddSingleton<IOperationDocumentStorage>(_ => new FileSystemOperationDocumentStorage(directory));
        return this;
    }

    /// <summary>Trusts documents that are given as text.</summary>
    public RequestExecutorBuilder AddInMemoryOperationDocumentStorage(params IEnumerable<string> documents)
    {
        Services.AddSingleton<IOperationDocumentStorage>(new InMemoryOperationDocumentStorage(documents));
        return this;
    }

    internal Schema BuildSchema(IServiceProviderIsService services)
    {
        var builder = new SchemaBuilder().AddContextType(typeof(IResolverContext))
            .SetServices(type => IsService(services, type));
        foreach (var add in _schema)
            add(builder);
        if (RequestOptions.Cost.ApplyCostDefaults)
            builder.ApplyCostDefaults(RequestOptions.Cost.DefaultResolverCost);
        return builder.Build();
    }

    private RequestExecutorBuilder AddDataLoader(Type type)
    {
        Services.AddScoped(type);
        foreach (var contract in type.GetInterfaces().Where(contract =>
            contract != typeof(IDataLoader) && typeof(IDataLoader).IsAssignableFrom(contract)))
            Services.AddScoped(contract, services => services.GetRequiredService(type));
        return this;
    }

    // The container claims to know every IEnumerable<T>, which would turn list arguments into services.
    private static bool IsService(IServiceProviderIsService services, Type type) =>
        !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>)) && services.IsService(type);
}
