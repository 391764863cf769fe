using Analytics.GraphQL.Tests.Transport;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Tests.Types;

/// <summary>Classes that speak about the types of others.</summary>
public sealed class TypeExtensionTests
{
    [Fact]
    public async Task Fields_added_to_an_interface_are_answered_on_all_types_that_implement_it()
    {
        await using var server = await StartAsync();
        Assert.Equal(
            """{"data":{"vehicles":[{"__typename":"Car","label":"Car 4","wheels":4},{"__typename":"Sled","label":"a sled","wheels":0}]}}""",
            await server.TextAsync("{ vehicles { __typename label wheels } }"));
    }

    [Fact]
    public async Task Extension_adds_fields_and_leaves_properties_out()
    {
        await using var server = await StartAsync();
        Assert.Equal(
            """{"data":{"__type":{"fields":[{"name":"wheels"},{"name":"doubled"},{"name":"label"}]}}}""",
            await server.TextAsync("{ __type(name: \"Car\") { fields { name } } }"));
    }

    private static Task<GraphQLServer> StartAsync() => GraphQLServer.StartAsync(builder => builder.AddTypes(
        typeof(VehicleQueries), typeof(VehicleFields), typeof(CarFields), typeof(SledFields)));
}

[InterfaceType]
public interface IVehicle
{
    int Wheels { get; }
}

public sealed record Car(int Wheels, string Secret) : IVehicle;

public sealed record Sled(int Wheels) : IVehicle;

[ExtendObjectType(typeof(IVehicle))]
public static class VehicleFields
{
    public static string GetLabel([Parent] IVehicle vehicle) => $"{vehicle.GetType().Name} {vehicle.Wheels}";
}

[ExtendObjectType<Car>(IgnoreProperties = [nameof(Car.Secret)])]
public static class CarFields
{
    public static int GetDoubled([Parent] Car car) => car.Wheels * 2;
}

[ExtendObjectType<Sled>]
public static class SledFields
{
    // More is known here than about vehicles in general.
    public static string GetLabel([Parent] Sled sled) => sled.Wheels == 0 ? "a sled" : "a strange sled";
}

[QueryType]
public static class VehicleQueries
{
    public static IReadOnlyList<IVehicle> GetVehicles() => [new Car(4, "s"), new Sled(0)];
}
