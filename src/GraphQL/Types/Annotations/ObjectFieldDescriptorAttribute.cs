using System.Reflection;

namespace Analytics.GraphQL.Types.Annotations;

/// <summary>
/// Base of attributes that change how a field is resolved, such as <c>[UseX]</c>. Several on one member apply in the order
/// in which they stand: the first is the outermost.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public abstract class ObjectFieldDescriptorAttribute : Attribute
{
    /// <summary>Called once, while the schema is built.</summary>
    /// <param name="descriptor">The field; <c>descriptor.Use(...)</c> adds a middleware.</param>
    /// <param name="member">The method or property that answers it.</param>
    public abstract void OnConfigure(ObjectFieldDescriptor descriptor, MemberInfo member);
}
