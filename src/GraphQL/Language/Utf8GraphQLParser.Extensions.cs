namespace Analytics.GraphQL.Language;

public ref partial struct Utf8GraphQLParser
{
    private ITypeSystemExtensionNode ParseExtension(Location start)
    {
        if (SkipKeyword("type"u8))
            return ParseObjectTypeExtension(start);
        if (SkipKeyword("input"u8))
            return ParseInputObjectTypeExtension(start);
        if (SkipKeyword("enum"u8))
            return ParseEnumTypeExtension(start);
        if (SkipKeyword("interface"u8))
            return ParseInterfaceTypeExtension(start);
        if (SkipKeyword("union"u8))
            return ParseUnionTypeExtension(start);
        if (SkipKeyword("scalar"u8))
            return ParseScalarTypeExtension(start);
        if (SkipKeyword("schema"u8))
            return ParseSchemaExtension(start);
        throw Unexpected();
    }

    private SchemaExtensionNode ParseSchemaExtension(Location start)
    {
        var directives = ParseConstantDirectives();
        var operationTypes = ParseOperationTypes(required: false);
        RefuseEmpty(directives.Length + operationTypes.Length);
        return new SchemaExtensionNode(directives, operationTypes, Since(start));
    }

    private ScalarTypeExtensionNode ParseScalarTypeExtension(Location start)
    {
        var (name, directives) = (ParseName(), ParseConstantDirectives());
        RefuseEmpty(directives.Length);
        return new ScalarTypeExtensionNode(name, directives, Since(start));
    }

    private ObjectTypeExtensionNode ParseObjectTypeExtension(Location start)
    {
        var (name, interfaces) = (ParseName(), ParseInterfaces());
        var (directives, fields) = (ParseConstantDirectives(), ParseFieldDefinitions());
        RefuseEmpty(interfaces.Length + directives.Length + fields.Length);
        return new ObjectTypeExtensionNode(name, interfaces, directives, fields, Since(start));
    }

    private InterfaceTypeExtensionNode ParseInterfaceTypeExtension(Location start)
    {
        var (name, interfaces) = (ParseName(), ParseInterfaces());
        var (directives, fields) = (ParseConstantDirectives(), ParseFieldDefinitions());
        RefuseEmpty(interfaces.Length + directives.Length + fields.Length);
        return new InterfaceTypeExtensionNode(name, interfaces, directives, fields, Since(start));
    }

    private UnionTypeExtensionNode ParseUnionTypeExtension(Location start)
    {
        var (name, directives, types) = (ParseName(), ParseConstantDirectives(), ParseUnionMembers());
        RefuseEmpty(directives.Length + types.Length);
        return new UnionTypeExtensionNode(name, directives, types, Since(start));
    }

    private EnumTypeExtensionNode ParseEnumTypeExtension(Location start)
    {
        var (name, directives, values) = (ParseName(), ParseConstantDirectives(), ParseEnumValues());
        RefuseEmpty(directives.Length + values.Length);
        return new EnumTypeExtensionNode(name, directives, values, Since(start));
    }

    private InputObjectTypeExtensionNode ParseInputObjectTypeExtension(Location start)
    {
        var (name, directives) = (ParseName(), ParseConstantDirectives());
        var fields = ParseInputValues(TokenKind.LeftBrace, TokenKind.RightBrace);
        RefuseEmpty(directives.Length + fields.Length);
        return new InputObjectTypeExtensionNode(name, directives, fields, Since(start));
    }

    /// <summary>An extension that adds nothing is a fault, found at the token after it.</summary>
    private readonly void RefuseEmpty(int parts)
    {
        if (parts == 0)
            throw Unexpected();
    }
}
