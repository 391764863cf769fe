using System.Diagnostics;
using System.Reflection;
using System.Reflection.Emit;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Transport;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.BenchmarkServer;

/// <summary>A large schema, built in a process that has built none before.</summary>
public static class ManyTypes
{
    /// <summary>Builds a schema of so many types and the executor for it.</summary>
    /// <returns>Milliseconds taken.</returns>
    public static double Build(int count)
    {
        var query = Load(count).GetType("Many.Queries")!;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddGraphQLServer().AddTypes(query);
        using var provider = services.BuildServiceProvider();
        var started = Stopwatch.GetTimestamp();
        var executor = provider.GetRequiredService<RequestExecutor>();
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return executor.Schema.Types.Count > count
            ? took
            : throw new InvalidOperationException($"The schema has {executor.Schema.Types.Count} types only.");
    }

    // An assembly like any other: members of one that stays dynamic are several times slower to read.
    private static Assembly Load(int count)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Many"), typeof(object).Assembly);
        Define(assembly.DefineDynamicModule("Many"), count);
        using var bytes = new MemoryStream();
        assembly.Save(bytes);
        return Assembly.Load(bytes.ToArray());
    }

    // Each type has seven fields; one leads to the next type, one is a list of the type before.
    private static void Define(ModuleBuilder module, int count)
    {
        var types = Enumerable.Range(0, count)
            .Select(index => module.DefineType($"Many.Type{index}", TypeAttributes.Public | TypeAttributes.Sealed)).ToList();
        for (var index = 0; index < count; index++)
        {
            var type = types[index];
            Property(type, "Id", typeof(int));
            Property(type, "Name", typeof(string));
            Property(type, "Amount", typeof(decimal?));
            Property(type, "At", typeof(DateTimeOffset));
            Property(type, "IsActive", typeof(bool));
            Property(type, "Next", types[(index + 1) % count]);
            Property(type, "Others", types[(index + count - 1) % count].MakeArrayType());
        }
        foreach (var type in types)
            type.CreateType();
        var query = module.DefineType("Many.Queries", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed);
        query.SetCustomAttribute(new CustomAttributeBuilder(typeof(QueryTypeAttribute).GetConstructor([])!, []));
        ReturnNothing(query.DefineMethod("First", MethodAttributes.Public | MethodAttributes.Static, types[0], []));
        query.CreateType();
    }

    private static void Property(TypeBuilder type, string name, Type of)
    {
        var property = type.DefineProperty(name, PropertyAttributes.None, of, []);
        var getter = type.DefineMethod(
            "get_" + name, MethodAttributes.Public | MethodAttributes.SpecialName | MethodAttributes.HideBySig, of, []);
        ReturnNothing(getter);
        property.SetGetMethod(getter);
    }

    private static void ReturnNothing(MethodBuilder method)
    {
        var code = method.GetILGenerator();
        var nothing = code.DeclareLocal(method.ReturnType);
        code.Emit(OpCodes.Ldloc, nothing);
        code.Emit(OpCodes.Ret);
    }
}
